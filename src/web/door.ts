import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { HotelbotError } from "../errors.ts";
import type { StaffSession } from "../store/contract.ts";
import { sessionCookie, tokenIn } from "./cookie.ts";
import type { WebParts } from "./parts.ts";
import type { OpenedSession, Sessions } from "./sessions.ts";

const Login = z.union([
  z.object({ link: z.string().min(1).max(200) }),
  z.object({ name: z.string().trim().min(1).max(64), pin: z.string().min(1).max(64) }),
]);

/** Throws DESK_LOGIN_NEEDED. */
export function sessionOf(sessions: Sessions, request: FastifyRequest): StaffSession {
  const token = tokenIn(request.headers.cookie);
  const session = token === undefined ? undefined : sessions.find(token);
  if (!session) throw new HotelbotError("DESK_LOGIN_NEEDED");
  return session;
}

/** Logging in and out, and what may be known before: the hotel's name and how the page speaks. */
export function serveDoor(app: FastifyInstance, parts: WebParts, sessions: Sessions): void {
  const { hotel, settings, clock } = parts;
  const languages = hotel.languages;
  app.get("/api/door", async (request) => {
    const token = tokenIn(request.headers.cookie);
    const session = token === undefined ? undefined : sessions.find(token);
    return {
      schema: 1,
      hotel: { name: hotel.name, timeZone: hotel.timeZone },
      languages: ["es", "en", "pt"],
      language:
        settings.language ??
        preferred(request.headers["accept-language"], languages) ??
        hotel.defaultLanguage,
      person: session?.person ?? null,
      expiresAt: session ? new Date(session.expiresAt).toISOString() : null,
    };
  });
  app.post("/api/session", async (request, reply) => {
    const order = Login.parse(request.body);
    const opened: OpenedSession =
      "link" in order
        ? sessions.byLink(order.link, request.ip)
        : await sessions.byPin(order.name, order.pin, request.ip);
    const { token, person, expiresAt } = opened;
    // What the browser itself used, whatever stands between.
    const secure = request.headers.origin?.startsWith("https:") === true;
    const seconds = (expiresAt - clock.now()) / 1000;
    return reply
      .header("set-cookie", sessionCookie(token, seconds, secure))
      .send({ schema: 1, person, expiresAt: new Date(expiresAt).toISOString() });
  });
  app.delete("/api/session", async (request, reply) => {
    const token = tokenIn(request.headers.cookie);
    if (token !== undefined) sessions.end(token);
    const secure = request.headers.origin?.startsWith("https:") === true;
    return reply.header("set-cookie", sessionCookie("", 0, secure)).send({ schema: 1 });
  });
}

/** The first of the browser's languages that the page knows and the hotel speaks. */
export function preferred<L extends string>(
  header: string | undefined,
  languages: readonly L[],
): L | undefined {
  const wanted = (header ?? "")
    .split(",")
    .map((each, place) => {
      const [tag = "", ...more] = each.trim().toLowerCase().split(";");
      const weight = Number(
        more
          .find((one) => one.trim().startsWith("q="))
          ?.trim()
          .slice(2) ?? 1,
      );
      return { language: tag.split("-")[0] ?? "", weight: Number.isNaN(weight) ? 0 : weight, place };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || a.place - b.place);
  for (const { language } of wanted) {
    const found = languages.find((each) => each === language);
    if (found) return found;
  }
  return undefined;
}
