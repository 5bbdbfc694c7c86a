import type { Database } from "@pumpd/db";
import { type ArtifactPlace, type ArtifactStore, openArtifactStore } from "@pumpd/domain/artifacts";
import { Metrics } from "@pumpd/domain/metrics";
import { type PrivateHosts, parsePrivateHosts } from "@pumpd/domain/outgoing";
import { isDevelopmentKey, readSealingKey, type SealingKey } from "@pumpd/domain/vault";
import { type Auth, type AuthSettings, createAuth } from "./auth/index.ts";
import type { ReportError } from "./error-report.ts";
import { toUseLimits, type UseLimits } from "./use-limits.ts";
import { withoutValues } from "./without-values.ts";

export type ApiSettings = AuthSettings & {
  /** the file of the worker's public key; web never sees a private one */
  publicKeyFile: string;
  /** where the worker puts pictures */
  artifacts: ArtifactPlace;
  /** production: a key that a demo made is refused */
  isProduction?: boolean;
  /** receivers of webhooks inside our own network, comma separated `host:port`; default none */
  webhookPrivateHosts?: string;
  /** where they differ from the defaults */
  limits?: Partial<UseLimits>;
};

/** What every request is served with. One per process. */
export type ApiServices = {
  db: Database;
  auth: Auth;
  baseUrl: string;
  secret: string;
  /** Read at each use: a rotation puts another key there while we run. */
  readSealingKey: () => Promise<SealingKey>;
  artifacts: ArtifactStore;
  webhookPrivateHosts: PrivateHosts;
  limits: UseLimits;
  /** what this process counts, for Prometheus */
  metrics: Metrics;
  reportError: ReportError;
};

/** Throws a sentence when the public key is not there. */
export async function createServices(settings: ApiSettings): Promise<ApiServices> {
  const { db, baseUrl, secret, publicKeyFile, artifacts } = settings;
  const webhookPrivateHosts = parsePrivateHosts(settings.webhookPrivateHosts);
  const limits = toUseLimits(settings.limits);
  const reportError: ReportError = ({ error, ...report }) =>
    settings.reportError({ ...report, error: withoutValues(error) });
  const auth = createAuth({ ...settings, reportError });
  const { keyId } = await readSealingKey(publicKeyFile);
  if (settings.isProduction && isDevelopmentKey(keyId))
    throw new Error(`${publicKeyFile} is the key of a demo. Make one with "npm run vault -- rotate".`);
  return {
    db,
    baseUrl,
    secret,
    auth,
    readSealingKey: () => readSealingKey(publicKeyFile),
    artifacts: openArtifactStore(artifacts),
    webhookPrivateHosts,
    limits,
    metrics: new Metrics(),
    reportError,
  };
}
