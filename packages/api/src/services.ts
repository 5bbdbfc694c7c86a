import type { Database } from "@pumpd/db";
import { readSealingKey, type SealingKey } from "@pumpd/domain/vault";
import { type Auth, type AuthSettings, createAuth } from "./auth/index.ts";

/** An error of ours on its way to the log: with its stack, which no answer ever carries. */
export type ErrorReport = { requestId: string; where: string; error: unknown };

export type ApiSettings = Omit<AuthSettings, "db"> & {
  /** connected as the web role */
  db: Database;
  /** the file of the worker's public key; web never sees a private one */
  publicKeyFile: string;
  reportError: (report: ErrorReport) => void;
};

/** What every request is served with. One per process. */
export type ApiServices = {
  db: Database;
  auth: Auth;
  baseUrl: string;
  secret: string;
  sealingKey: SealingKey;
  reportError: (report: ErrorReport) => void;
};

/** Throws a sentence when the public key is not there. */
export async function createServices(settings: ApiSettings): Promise<ApiServices> {
  const { db, baseUrl, secret, publicKeyFile, reportError } = settings;
  return {
    db,
    baseUrl,
    secret,
    auth: createAuth(settings),
    sealingKey: await readSealingKey(publicKeyFile),
    reportError,
  };
}
