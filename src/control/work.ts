import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { DepositOrder, RequestOrder, WORK_ROUTES, WorkQuery, type WorkService } from "./contract-desk.ts";
import type { Call } from "./house.ts";

const Id = z.object({ id: z.coerce.number().int().positive() });

/** The server's part for requests and deposits. */
export function serveWork(app: FastifyInstance, work: WorkService): void {
  const routes = WORK_ROUTES;
  const all = (query: unknown): boolean => WorkQuery.parse(query).all ?? false;
  app.get(routes.requests.path, (request) => work.requests(all(request.query)));
  app.get(routes.request.path, (request) => work.request(Id.parse(request.params).id));
  app.post(routes.moveRequest.path, (request) =>
    work.moveRequest(Id.parse(request.params).id, RequestOrder.parse(request.body)),
  );
  app.get(routes.deposits.path, (request) => work.deposits(all(request.query)));
  app.post(routes.decideDeposit.path, (request) =>
    work.decideDeposit(Id.parse(request.params).id, DepositOrder.parse(request.body)),
  );
}

/** The client's part for requests and deposits. */
export function askWork(call: Call): WorkService {
  const routes = WORK_ROUTES;
  return {
    requests: (all) => call(routes.requests, `${routes.requests.path}?all=${all}`),
    request: (id) => call(routes.request, `/v1/requests/${id}`),
    moveRequest: (id, order) => call(routes.moveRequest, `/v1/requests/${id}`, order),
    deposits: (all) => call(routes.deposits, `${routes.deposits.path}?all=${all}`),
    decideDeposit: (id, order) => call(routes.decideDeposit, `/v1/deposits/${id}`, order),
  };
}
