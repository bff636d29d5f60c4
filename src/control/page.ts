import type { FastifyInstance } from "fastify";
import { FeedOrder, LinkOrder, PAGE_ROUTES, type PageService, StaffOrder } from "./contract-page.ts";
import type { Call } from "./house.ts";

/** The server's part for the desk page's people and calendars. */
export function servePage(app: FastifyInstance, page: PageService): void {
  const routes = PAGE_ROUTES;
  app.post(routes.link.path, (request) => page.link(LinkOrder.parse(request.body)));
  app.get(routes.staff.path, () => page.staff());
  app.post(routes.changeStaff.path, (request) => page.changeStaff(StaffOrder.parse(request.body)));
  app.get(routes.feeds.path, () => page.feeds());
  app.post(routes.changeFeeds.path, (request) => page.changeFeeds(FeedOrder.parse(request.body)));
}

/** The client's part. What the page does is in the status. */
export function askPage(call: Call): Omit<PageService, "state"> {
  const routes = PAGE_ROUTES;
  return {
    link: (order) => call(routes.link, routes.link.path, order),
    staff: () => call(routes.staff, routes.staff.path),
    changeStaff: (order) => call(routes.changeStaff, routes.changeStaff.path, order),
    feeds: () => call(routes.feeds, routes.feeds.path),
    changeFeeds: (order) => call(routes.changeFeeds, routes.changeFeeds.path, order),
  };
}
