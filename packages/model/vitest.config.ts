export { packageConfig as default } from "../../vitest.shared.ts";
