export { type Context, createContext } from "./context.ts";
export type * from "./contract.ts";
export { type AppCode, type ErrorAnswer, toErrorAnswer } from "./error-answer.ts";
export type { ErrorReport } from "./error-report.ts";
export { FILE_POLICY, handleFile, handleUpload, UPLOAD_POLICY } from "./handle-file.ts";
export { handleLivePicture, handlePicture, PICTURE_POLICY, type PictureRequest } from "./handle-picture.ts";
export { handleTrpc, TRPC_ENDPOINT } from "./handle-trpc.ts";
export { type AppRouter, appRouter, createCaller } from "./router.ts";
export { type ApiServices, type ApiSettings, createServices } from "./services.ts";
