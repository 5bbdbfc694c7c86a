export * from "./guarded-post.ts";
export * from "./judge-target.ts";
export * from "./public-address.ts";
