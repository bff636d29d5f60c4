import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { CALL_ROUTES, CallOrder, type CallService } from "./contract-calls.ts";

const Id = z.object({ id: z.string().min(1).max(64) });
/** Ringing takes half a minute, and then something is said. */
const PATIENCE_MS = 120_000;

/** The phone's part of the server. */
export function serveCalls(app: FastifyInstance, phone: CallService): void {
  app.get(CALL_ROUTES.calls.path, () => phone.calls());
  app.get(CALL_ROUTES.call.path, (request) => phone.call(Id.parse(request.params).id));
  app.post(CALL_ROUTES.place.path, (request) => phone.place(CallOrder.parse(request.body)));
}

/** How the client asks: a route, its path, a body, and how long it waits. */
type Call = <T>(
  route: { readonly method: string; readonly answer: z.ZodType<T> },
  path: string,
  body?: unknown,
  wait?: number,
) => Promise<T>;

/** The phone's part of the client. */
export function askCalls(call: Call): CallService {
  return {
    calls: () => call(CALL_ROUTES.calls, CALL_ROUTES.calls.path),
    call: (id) => call(CALL_ROUTES.call, `/v1/calls/${encodeURIComponent(id)}`),
    place: (order) => call(CALL_ROUTES.place, CALL_ROUTES.place.path, order, PATIENCE_MS),
  };
}
