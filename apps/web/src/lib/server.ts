import "server-only";
import { type ApiServices, artifactPlaceOf, createServices, type ErrorReport } from "@pumpd/api";
import { connect } from "@pumpd/db";
import { env } from "@/env";

/** The one file of this app that opens the database. Pages and routes get it only as the services of the procedures. */
type Kept = { services?: Promise<ApiServices> };

// Kept outside of the module, because a development server reloads modules and would leave connections behind.
const keeper = globalThis as { pumpdWeb?: Kept };
const kept: Kept = keeper.pumpdWeb ?? {};
keeper.pumpdWeb = kept;

export function services(): Promise<ApiServices> {
  kept.services ??= open().catch((error: unknown) => {
    kept.services = undefined; // a key that was not there yet may be there at the next request
    throw error;
  });
  return kept.services;
}

function open(): Promise<ApiServices> {
  const {
    APP_ENV,
    DATABASE_URL,
    WEB_URL,
    AUTH_SECRET,
    SEALING_KEY_FILE,
    CLIENT_IP_HEADER,
    WEBHOOK_PRIVATE_HOSTS,
    ...rest
  } = env();
  return createServices({
    db: connect(DATABASE_URL, { applicationName: "pumpd-web" }),
    baseUrl: WEB_URL,
    secret: AUTH_SECRET,
    publicKeyFile: SEALING_KEY_FILE,
    isProduction: APP_ENV === "production",
    artifacts: artifactPlaceOf(rest),
    clientIpHeader: CLIENT_IP_HEADER,
    webhookPrivateHosts: WEBHOOK_PRIVATE_HOSTS,
    limits: {
      enqueuesPerMinute: rest.ENQUEUES_PER_MINUTE,
      enqueuesPerHour: rest.ENQUEUES_PER_HOUR,
      uploadsPerHour: rest.UPLOADS_PER_HOUR,
      requestsPerMinute: rest.REST_REQUESTS_PER_MINUTE,
    },
    reportError,
  });
}

/** One line of JSON per error of ours, with its stack; the answer carries only the request's number. */
function reportError({ requestId, where, error }: ErrorReport): void {
  const detail =
    error instanceof Error
      ? { name: error.name, message: error.message, stack: error.stack }
      : { message: String(error) };
  process.stderr.write(
    `${JSON.stringify({ level: "error", at: new Date().toISOString(), requestId, where, ...detail })}\n`,
  );
}
