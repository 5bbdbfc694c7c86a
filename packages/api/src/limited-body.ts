export const MAX_BODY_BYTES = 1_048_576;

/** The same request with its body in memory; undefined when there is more than 1 MiB of it, declared or not. */
export async function readLimitedBody(request: Request): Promise<Request | undefined> {
  if (!request.body) return request;
  const body = await readLimitedBytes(request, MAX_BODY_BYTES);
  if (!body) return undefined;
  const { method, headers, signal, url } = request;
  return new Request(url, { method, headers, signal, body });
}

/** The body's bytes; undefined as soon as there are more than `most`, declared or not: the rest is never read. */
export async function readLimitedBytes(request: Request, most: number): Promise<Buffer<ArrayBuffer> | undefined> {
  if (Number(request.headers.get("content-length") ?? 0) > most) return undefined;
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body ?? []) {
    size += part.byteLength;
    if (size > most) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
