import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { WorkQuery } from "../control/contract-desk.ts";
import { HotelbotError } from "../errors.ts";
import { GUEST_FILE_POLICY } from "./headers.ts";
import type { WebParts } from "./parts.ts";
import { shownType } from "./shown-file.ts";

const CallId = z.object({ id: z.string().min(1).max(64) });
const Proof = z.object({
  id: z.coerce.number().int().positive(),
  index: z.coerce.number().int().min(0).max(1_000),
});

/** What is asked for once and not told live: closed work, a call's words, a proof of payment. */
export function serveViews(app: FastifyInstance, { service, proof }: WebParts): void {
  const all = (query: unknown): boolean => WorkQuery.parse(query).all ?? false;
  app.get("/api/requests", (request) => service.work.requests(all(request.query)));
  app.get("/api/deposits", (request) => service.work.deposits(all(request.query)));
  app.get("/api/calls/:id", (request) => service.phone.call(CallId.parse(request.params).id));
  app.get("/api/deposits/:id/proofs/:index", async (request, reply) => {
    const { id, index } = Proof.parse(request.params);
    const file = await proof(id, index);
    if (!file) throw new HotelbotError("NOT_FOUND", { what: `proof ${index + 1} of deposit ${id}` });
    const type = shownType(file.bytes);
    // Browsers show no PDF in a sandbox: it is saved, and opened by a program of its own.
    const inline = type?.startsWith("image/") === true;
    return reply
      .header("content-security-policy", GUEST_FILE_POLICY)
      .header(
        "content-disposition",
        `${inline ? "inline" : "attachment"}; filename="deposit-${id}-${index + 1}"`,
      )
      .type(type ?? "application/octet-stream")
      .send(Buffer.from(file.bytes));
  });
}
