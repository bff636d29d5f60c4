import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { DeskAct } from "../control/contract.ts";
import { HeldOrder } from "../control/contract-backup.ts";
import { DepositOrder, RequestOrder } from "../control/contract-desk.ts";
import { BookingOrder } from "../control/contract-house.ts";
import type { Live } from "./live.ts";
import type { WebParts } from "./parts.ts";

const Id = z.object({ id: z.coerce.number().int().positive() });
const Code = z.object({ code: z.string().min(1).max(64) });
/** What the page lets people do with a booking; the rest is the command line's. */
const BookingAct = z.object({ act: z.enum(["check-in", "check-out"]) });

/** Who is logged in; never what a request says of itself. */
export type PersonOf = (request: FastifyRequest) => string;

/** Everything that changes something: asked of the same service as the command line, in the name of who is logged in. */
export function serveActs(app: FastifyInstance, { service }: WebParts, live: Live, personOf: PersonOf): void {
  const order = (request: FastifyRequest): Record<string, unknown> => ({
    ...(typeof request.body === "object" ? request.body : {}),
    by: personOf(request),
  });
  const act = (path: string, work: (request: FastifyRequest) => Promise<unknown>): void => {
    app.post(path, async (request) => {
      const answer = await work(request);
      live.look();
      return answer;
    });
  };
  act("/api/conversations/:id", (request) =>
    service.desk(Id.parse(request.params).id, DeskAct.parse(order(request))),
  );
  act("/api/requests/:id", (request) =>
    service.work.moveRequest(Id.parse(request.params).id, RequestOrder.parse(order(request))),
  );
  act("/api/deposits/:id", (request) =>
    service.work.decideDeposit(Id.parse(request.params).id, DepositOrder.parse(order(request))),
  );
  act("/api/held", (request) => service.settleHeld(HeldOrder.parse(order(request))));
  act("/api/bookings/:code", (request) => {
    const { act: what } = BookingAct.parse(request.body);
    const { code } = Code.parse(request.params);
    return service.house.changeBooking(BookingOrder.parse({ act: what, code, by: personOf(request) }));
  });
}
