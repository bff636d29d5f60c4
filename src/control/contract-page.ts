import { z } from "zod";

/** What is agreed on the desk page: who may log in there, and the calendars it serves. Times are ISO 8601 in UTC. */
const time = z.iso.datetime();
const int = z.number().int();
const by = z.string().trim().min(1).max(64);
const line = z.string().trim().min(1).max(64);

export const PageState = z.object({
  state: z.enum(["up", "down", "off"]),
  /** Where a browser finds it; null while it is not served. */
  address: z.string().nullable(),
  /** One sentence: what it does, or why it does not. */
  text: z.string(),
});
export type PageState = z.infer<typeof PageState>;

export const LinkOrder = z.object({ by });
export type LinkOrder = z.infer<typeof LinkOrder>;

export const PageLink = z.object({
  schema: z.literal(1),
  /** Logs `by` in, once. */
  url: z.string(),
  by: z.string(),
  expiresAt: time,
});
export type PageLink = z.infer<typeof PageLink>;

export const StaffReport = z.object({
  schema: z.literal(1),
  page: PageState,
  people: z.array(z.object({ name: z.string(), createdAt: time, sessions: int })),
  /** A PIN that was drawn just now: it is told this once. */
  pin: z.string().nullable(),
});
export type StaffReport = z.infer<typeof StaffReport>;

/** `add` of somebody who is there draws a new PIN; all three end the person's sessions. */
export const StaffOrder = z.object({ act: z.enum(["add", "remove", "logout"]), by, name: line });
export type StaffOrder = z.infer<typeof StaffOrder>;

export const FeedsReport = z.object({
  schema: z.literal(1),
  feeds: z.array(
    z.object({
      id: int,
      room: z.string().nullable(),
      roomType: z.string().nullable(),
      /** Whoever has it may read the taken nights. */
      url: z.string(),
      createdAt: time,
    }),
  ),
});
export type FeedsReport = z.infer<typeof FeedsReport>;

export const FeedOrder = z.discriminatedUnion("act", [
  z.object({ act: z.literal("share"), by, room: line.optional(), roomType: line.optional() }),
  z.object({ act: z.literal("unshare"), by, id: int.positive() }),
]);
export type FeedOrder = z.infer<typeof FeedOrder>;

export const PAGE_ROUTES = {
  link: { method: "POST", path: "/v1/page/links", body: LinkOrder, answer: PageLink },
  staff: { method: "GET", path: "/v1/page/staff", answer: StaffReport },
  changeStaff: { method: "POST", path: "/v1/page/staff", body: StaffOrder, answer: StaffReport },
  feeds: { method: "GET", path: "/v1/page/feeds", answer: FeedsReport },
  changeFeeds: { method: "POST", path: "/v1/page/feeds", body: FeedOrder, answer: FeedsReport },
} as const;

/** What the daemon offers of it. */
export interface PageService {
  state(): PageState;
  /** Rejects with DESK_PAGE_OFF while it is not served. */
  link(order: LinkOrder): Promise<PageLink>;
  staff(): Promise<StaffReport>;
  /** Rejects with NOT_FOUND for somebody who is not there. */
  changeStaff(order: StaffOrder): Promise<StaffReport>;
  feeds(): Promise<FeedsReport>;
  /** Rejects with PMS_NOT_HOUSE, PMS_INVALID for no such room, NOT_FOUND for no such feed. */
  changeFeeds(order: FeedOrder): Promise<FeedsReport>;
}
