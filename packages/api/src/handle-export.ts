import { Readable } from "node:stream";
import { openExport } from "@pumpd/domain/organisations";
import { FOREIGN_HEADERS, handleMember } from "./handle-member.ts";
import type { ApiServices } from "./services.ts";
import type { Policy } from "./trpc.ts";

export const EXPORT_POLICY: Policy = { role: "admin" };

/** Serves `GET /api/exports/[id]`: an archive of everything the organisation has, piece by piece. */
export function handleExport(
  services: ApiServices,
  { request, id }: { request: Request; id: string },
): Promise<Response> {
  return handleMember(services, {
    request,
    policy: EXPORT_POLICY,
    where: "export",
    serve: async ({ inScope, by }) => {
      const { askedAt, bytes, content } = await inScope((tx) => openExport(tx, { id, by, store: services.artifacts }));
      return new Response(Readable.toWeb(content) as ReadableStream<Uint8Array>, {
        headers: {
          "content-type": "application/zip",
          "content-length": String(bytes),
          "content-disposition": `attachment; filename="export-${askedAt.toISOString().slice(0, 10)}.zip"`,
          ...FOREIGN_HEADERS,
        },
      });
    },
  });
}
