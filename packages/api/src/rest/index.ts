export { handleRest, REST_PREFIX } from "./handle-rest.ts";
export { describeRest } from "./open-api.ts";
