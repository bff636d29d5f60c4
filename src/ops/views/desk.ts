import type { FeedsReport, StaffReport } from "../../control/contract-page.ts";

/** Where the page is, and who may log in. */
export function staffLines({ page, people }: StaffReport): string[] {
  const lines = [page.address ?? `The desk page is not served: ${page.text}.`];
  if (people.length === 0) return [...lines, "Nobody has a PIN yet: hotelbot desk add NAME."];
  const width = Math.max(...people.map(({ name }) => name.length));
  return [
    ...lines,
    ...people.map(({ name, createdAt, sessions }) => {
      const where =
        sessions === 0
          ? "not logged in"
          : `logged in on ${sessions} ${sessions === 1 ? "screen" : "screens"}`;
      return `${name.padEnd(width)}  since ${createdAt.slice(0, 10)}, ${where}`;
    }),
  ];
}

export function feedLines({ feeds }: FeedsReport): string[] {
  if (feeds.length === 0) return ["No calendar is given out: hotelbot calendar share --room NUMBER."];
  return feeds.map(({ id, room, roomType, url }) => `#${id}  ${room ? `room ${room}` : roomType}  ${url}`);
}
