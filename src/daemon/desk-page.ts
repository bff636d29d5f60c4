import { networkInterfaces } from "node:os";
import { join } from "node:path";
import type { HotelConfig } from "../config/hotel-config.ts";
import type { PageService, PageState } from "../control/contract-page.ts";
import type { ControlService } from "../control/service.ts";
import { asHotelbotError, HotelbotError } from "../errors.ts";
import { createWebServer } from "../web/server.ts";
import { createSessions } from "../web/sessions.ts";
import { feedsService } from "./calendar-feeds.ts";
import { depositProof } from "./deposit-proof.ts";
import { type HouseParts, houseService } from "./house.ts";

export interface DeskPageParts extends HouseParts {
  readonly config: HotelConfig;
  readonly stateDir: string;
  /** The package's folder. */
  readonly root: string;
  readonly log: Parameters<typeof createWebServer>[0]["log"];
}

/** The page for the front desk, and who may use it. */
export interface DeskPage {
  readonly service: PageService;
  /** Serves it with what `service` can do. Never rejects: a page that cannot be served silences no receptionist. */
  start(service: ControlService): Promise<void>;
  stop(): Promise<void>;
}

/** Where it is when hotel.yaml names no port. */
const USUAL_PORT = 8470;
const TRY_AGAIN_MS = 60_000;

export function createDeskPage(parts: DeskPageParts): DeskPage {
  const { config, store, clock, ids, log, root, stateDir, pms } = parts;
  const settings = config.deskPage;
  const { audit, staff } = store;
  const sessions = createSessions({ staff, audit, clock, ids, sessionMs: settings?.sessionMs ?? 0 });
  const feeds = feedsService(parts, houseService(parts), () => config.deskPage?.calendarUrl ?? state.address);
  let state: PageState = {
    state: "off",
    address: null,
    text: settings ? "not served yet" : "switched off in hotel.yaml",
  };
  let cancel = (): void => undefined;
  let server: ReturnType<typeof createWebServer> | undefined;

  async function open(service: ControlService): Promise<void> {
    if (!settings) return;
    server = createWebServer(
      {
        settings,
        hotel: config.hotel,
        service,
        staff,
        audit,
        writes: store.summaries.writes,
        proof: depositProof(store, stateDir),
        calendar: feeds.read,
        remotePms: pms.name !== "house",
        files: join(root, "src", "web", "public"),
        ...{ clock, ids, log },
      },
      sessions,
    );
    try {
      const { port } = await listen(server, settings.port);
      const address = settings.url ?? `http://${reachable(settings.host)}:${port}`;
      state = { state: "up", address, text: "the front desk's page" };
      log.info("the desk page is served", { port });
    } catch (thrown) {
      const error = asHotelbotError(thrown);
      state = { state: "down", address: null, text: error.message };
      log.error("the desk page cannot be served; it is tried again every minute", { code: error.code });
      cancel = clock.after(TRY_AGAIN_MS, () => void open(service));
    }
  }

  const staffReport = (pin: string | null): Awaited<ReturnType<PageService["staff"]>> => ({
    schema: 1,
    page: state,
    people: staff.people(clock.now()).map(({ createdAt, ...person }) => ({
      ...person,
      createdAt: new Date(createdAt).toISOString(),
    })),
    pin,
  });

  return {
    service: {
      state: () => state,
      async link({ by }) {
        if (state.address === null) throw new HotelbotError("DESK_PAGE_OFF", { what: state.text });
        const { token, expiresAt } = sessions.link(by);
        // Behind the #, so that it reaches no server's log and no other page.
        const url = `${state.address}/#link=${token}`;
        return { schema: 1, url, by, expiresAt: new Date(expiresAt).toISOString() };
      },
      staff: async () => staffReport(null),
      async changeStaff({ act, name, by }) {
        if (act === "add") return staffReport(await sessions.addPerson(name, by));
        const known =
          act === "remove"
            ? sessions.removePerson(name, by)
            : sessions.logOut(name, by) > 0 || staff.pin(name);
        if (!known) throw new HotelbotError("NOT_FOUND", { what: `person «${name}»` });
        return staffReport(null);
      },
      feeds: feeds.list,
      changeFeeds: feeds.change,
    },
    start: open,
    async stop() {
      cancel();
      await server?.stop();
    },
  };
}

/** On the port that hotel.yaml names, else on the usual one, or on any when another hotelbot has that. */
async function listen(
  server: ReturnType<typeof createWebServer>,
  port: number | undefined,
): Promise<{ port: number }> {
  if (port !== undefined) return server.start(port);
  try {
    return await server.start(USUAL_PORT);
  } catch (thrown) {
    if (asHotelbotError(thrown).code !== "PORT_BUSY") throw thrown;
    return server.start(0);
  }
}

/** An address for browsers where the server listens on all of them. */
function reachable(host: string): string {
  if (host.includes(":") && host !== "::") return `[${host}]`;
  if (host !== "0.0.0.0" && host !== "::") return host;
  const outside = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return outside.find(({ family, internal }) => family === "IPv4" && !internal)?.address ?? "127.0.0.1";
}
