export * from "./create-webhook.ts";
export * from "./deliver.ts";
export * from "./list-webhooks.ts";
export * from "./remove-webhook.ts";
export * from "./send-again.ts";
export * from "./signature.ts";
