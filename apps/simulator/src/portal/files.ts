import { randomUUID } from "node:crypto";
import { type Endpoint, Refusal, signedIn } from "../http/call.ts";

const upload: Endpoint = {
  method: "POST",
  path: "/upload/base/",
  effect: "file.upload",
  needs: "account",
  handle(call) {
    const file = call.files[0];
    if (!file || file.bytes.length === 0) throw new Refusal(400, "Something went wrong during the upload");
    if (!file.type.startsWith("image/")) throw new Refusal(415, "Something went wrong during the upload");
    const id = randomUUID();
    const about = { id, name: file.name, type: file.type, size: file.bytes.length, createdAt: call.now.toISOString() };
    return {
      status: 200,
      body: { file: id, url: `/ucarecdn.com/${id}/` },
      keeps: { id, bytes: file.bytes },
      puts: [{ in: "files", id, value: about }],
      effects: [
        {
          kind: "file.upload",
          account: signedIn(call).email,
          restaurantId: null,
          file: id,
          name: file.name,
          size: about.size,
        },
      ],
    };
  },
};

export const fileEndpoints = [upload];
