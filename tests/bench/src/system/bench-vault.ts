import { randomUUID } from "node:crypto";
import { readSealingKey, sealSecret } from "@pumpd/domain/vault";
import { openSealed } from "@pumpd/domain/vault/open";
import { testKeys } from "@pumpd/testing";
import { type Measure, median } from "../harness/measure.ts";
import { timeOf } from "../harness/pairs.ts";

const OPENINGS = 500;

/** M19: a portal password is opened once per attempt, its key read anew each time so that a rotation counts at once. */
export async function benchVault(): Promise<Measure[]> {
  const { publicKeyFile, privateKeysDir } = await testKeys();
  const sealingKey = await readSealingKey(publicKeyFile);
  const aad = { organisationId: randomUUID(), accountId: randomUUID(), version: 1 };
  const sealed = await sealSecret({ ...sealingKey, aad }, randomUUID());
  const times: number[] = [];
  for (let at = 0; at < OPENINGS; at += 1)
    times.push(await timeOf(() => openSealed({ privateKeysDir, keyId: sealingKey.keyId, aad, sealed })));
  return [
    {
      id: "M19",
      name: "Vault: one password opened",
      value: median(times),
      unit: "ms",
      goal: { of: "value", atMost: 0.2 },
      note: "HPKE by the platform's own WebCrypto, each of its steps a way to another thread and back; reading and importing the key is a third of it",
    },
  ];
}
