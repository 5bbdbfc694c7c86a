import { DomainError, notFound } from "@pumpd/domain";
import { readArtifact, storeUpload, tooLarge } from "@pumpd/domain/artifacts";
import { UPLOAD_BYTES, uploadKindSchema } from "@pumpd/model";
import { uploadQuerySchema } from "./contract.ts";
import { FOREIGN_HEADERS, handleMember } from "./handle-member.ts";
import { readLimitedBytes } from "./limited-body.ts";
import { isSameOrigin } from "./same-origin.ts";
import type { ApiServices } from "./services.ts";
import type { Policy } from "./trpc.ts";
import { countUpload } from "./use-limits.ts";

export const UPLOAD_POLICY: Policy = { role: "operator" };
export const FILE_POLICY: Policy = { role: "viewer" };

/** Serves `POST /api/files?restaurantId&kind&name`: the body is the file. Answers 201 with what a job's input names it by. */
export function handleUpload(services: ApiServices, request: Request): Promise<Response> {
  return handleMember(services, {
    request,
    policy: UPLOAD_POLICY,
    where: "upload",
    serve: async ({ member: { scope, organisation }, by }) => {
      if (!isSameOrigin(request.headers, services.baseUrl))
        throw new DomainError("FORBIDDEN", "This did not come from a page of ours. Nothing was stored.");
      const { restaurantId, kind, name } = uploadQuerySchema.parse(
        Object.fromEntries(new URL(request.url).searchParams),
      );
      await countUpload(services, organisation.id);
      const bytes = await readLimitedBytes(request, UPLOAD_BYTES[kind]);
      if (!bytes) throw new DomainError("INVALID_INPUT", tooLarge(kind), { fields: { file: tooLarge(kind) } });
      const upload = { scope, by, store: services.artifacts, restaurantId, kind, fileName: name, bytes };
      return Response.json(await storeUpload(services.db, upload), { status: 201, headers: FOREIGN_HEADERS });
    },
  });
}

/** Serves `GET /api/files/[id]`: a file that staff handed us, as it is stored, to keep and never to open in the page. */
export function handleFile(
  services: ApiServices,
  { request, id }: { request: Request; id: string },
): Promise<Response> {
  return handleMember(services, {
    request,
    policy: FILE_POLICY,
    where: "file",
    serve: async ({ inScope }) => {
      const file = await inScope((tx) => readArtifact(tx, { id, store: services.artifacts }));
      if (!uploadKindSchema.safeParse(file.kind).success) throw notFound("file");
      const name = encodeURIComponent(file.fileName ?? "file").replace(/['()*]/g, encodeCharacter);
      return new Response(new Uint8Array(file.bytes), {
        headers: {
          "content-type": file.contentType === "text/csv" ? "text/csv; charset=utf-8" : file.contentType,
          "content-disposition": `attachment; filename*=UTF-8''${name}`,
          ...FOREIGN_HEADERS,
        },
      });
    },
  });
}

const encodeCharacter = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
