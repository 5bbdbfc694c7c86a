import { setFlagsFromString } from "node:v8";

// Answering requests makes nothing but young garbage; with the default limits it is left lying until it is larger than
// all the rest of the process. Imported first, because the heap is sized as it grows.
setFlagsFromString("--max-semi-space-size=4");
setFlagsFromString("--semi-space-growth-factor=1");
