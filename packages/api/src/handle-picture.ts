import { notFound } from "@pumpd/domain";
import { findLivePicture, readArtifact } from "@pumpd/domain/artifacts";
import { FOREIGN_HEADERS, handleMember } from "./handle-member.ts";
import type { ApiServices } from "./services.ts";
import type { Policy } from "./trpc.ts";

export const PICTURE_POLICY: Policy = { role: "viewer" };
const PICTURE_TYPES = ["image/webp", "image/jpeg", "image/png"];

/** `id` of the picture, or of the job for a live one. */
export type PictureRequest = { request: Request; id: string };

/** Serves `/api/pictures/[id]`: a picture of one of the organisation's jobs. */
export function handlePicture(services: ApiServices, { request, id }: PictureRequest): Promise<Response> {
  return handleMember(services, {
    request,
    policy: PICTURE_POLICY,
    where: "picture",
    serve: async ({ inScope }) => {
      const picture = await inScope((tx) => readArtifact(tx, { id, store: services.artifacts }));
      if (!PICTURE_TYPES.includes(picture.contentType)) throw notFound("picture");
      return pictureResponse(picture);
    },
  });
}

/** Serves `/api/jobs/[id]/live`: the newest live frame, or 204 while there is none. */
export function handleLivePicture(services: ApiServices, { request, id }: PictureRequest): Promise<Response> {
  return handleMember(services, {
    request,
    policy: PICTURE_POLICY,
    where: "picture",
    serve: async ({ inScope }) => {
      const frame = await inScope((tx) => findLivePicture(tx, id));
      if (!frame) return new Response(null, { status: 204, headers: { "cache-control": "no-store" } });
      const response = pictureResponse(frame);
      response.headers.set("x-taken-at", frame.at.toISOString());
      return response;
    },
  });
}

/** What a portal showed is foreign matter: shown as a picture and as nothing else. */
function pictureResponse({ bytes, contentType }: { bytes: Uint8Array; contentType: string }): Response {
  return new Response(new Uint8Array(bytes), {
    headers: { "content-type": contentType, "content-disposition": "inline", ...FOREIGN_HEADERS },
  });
}
