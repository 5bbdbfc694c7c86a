import type { IncomingMessage } from "node:http";
import { Busboy, type BusboyHeaders } from "@fastify/busboy";
import { Refusal, type UploadedFile } from "./call.ts";

const longestBody = 30 * 1024 * 1024;

export type ReadBody = { body: unknown; files: UploadedFile[] };

/** Rejects when the sender goes away before the body is complete. */
export async function readBody(request: IncomingMessage): Promise<ReadBody> {
  const type = request.headers["content-type"] ?? "";
  if (type.startsWith("multipart/form-data")) return readMultipart(request);
  const bytes = await readAll(request);
  if (bytes.length === 0) return { body: undefined, files: [] };
  if (type.startsWith("application/json")) return { body: parseJson(bytes), files: [] };
  return { body: undefined, files: [] };
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > longestBody) throw new Refusal(413, "That is too large.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    throw new Refusal(400, "The request is not readable.");
  }
}

function readMultipart(request: IncomingMessage): Promise<ReadBody> {
  return new Promise((resolve, reject) => {
    const files: UploadedFile[] = [];
    const fields: Record<string, string> = {};
    // The type was checked by the caller; the library asks for the header to be present.
    const parser = new Busboy({ headers: request.headers as BusboyHeaders, limits: { fileSize: longestBody } });
    parser.on("file", (field, stream, name, _encoding, type) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => files.push({ field, name, type, bytes: Buffer.concat(chunks) }));
    });
    parser.on("field", (name, value) => {
      fields[name] = value;
    });
    parser.on("finish", () => resolve({ body: fields, files }));
    parser.on("error", reject);
    request.on("close", () => {
      if (!request.complete) reject(new Error("The sender went away."));
    });
    request.pipe(parser);
  });
}
