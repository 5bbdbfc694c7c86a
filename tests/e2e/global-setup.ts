import { startStack } from "@pumpd/testing";
import { releasePostgres, usePostgres } from "@pumpd/testing/shared-postgres";

/** Starts the stack all tests share and tells them where it is, through the environment their processes inherit. */
export default async function startEverything(): Promise<() => Promise<void>> {
  await usePostgres();
  const stack = await startStack();
  process.env.E2E_DATA_DIR = stack.dataDir;
  process.env.E2E_OWNER_URL = stack.ownerUrl;
  return async () => {
    await stack.stop();
    await releasePostgres();
  };
}
