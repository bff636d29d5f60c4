import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { controlSocket, ensureSocketFolder } from "./control/paths.ts";
import { createControlServer } from "./control/server.ts";
import { createAlerts } from "./daemon/alerts.ts";
import { backupEvery } from "./daemon/backup-schedule.ts";
import { createBackups } from "./daemon/backups.ts";
import { type Beat, takeBeat } from "./daemon/beat.ts";
import { createCalendars } from "./daemon/calendars.ts";
import { controlService } from "./daemon/control-service.ts";
import { recovered } from "./daemon/cut-off-restore.ts";
import { createDeskPage } from "./daemon/desk-page.ts";
import { behindShutDoors } from "./daemon/doors-shut.ts";
import { bookingParts } from "./daemon/house.ts";
import { keepFor } from "./daemon/keeping.ts";
import { createObservation } from "./daemon/observation.ts";
import type { Daemon, DaemonOptions } from "./daemon/options.ts";
import { createPhone } from "./daemon/phone.ts";
import { pipelineContext } from "./daemon/pipeline-context.ts";
import { openPms } from "./daemon/pms.ts";
import { createSpeech } from "./daemon/speech.ts";
import { stopAll } from "./daemon/stop-all.ts";
import { sweepEvery } from "./daemon/sweep.ts";
import { createWatch } from "./daemon/watch.ts";
import { listenForWebhooks } from "./daemon/webhooks.ts";
import { createOutbound, whatsAppLink } from "./daemon/whatsapp.ts";
import { backupPlaces } from "./ops/backup/places.ts";
import { isDemonstration } from "./ops/demo/mark.ts";
import { createPipeline } from "./pipeline/pipeline.ts";
import { createScheduler } from "./pipeline/schedule/scheduler.ts";
import { packageRoot } from "./platform/package-root.ts";
import { openStore } from "./store/open.ts";

export type { Daemon, DaemonOptions } from "./daemon/options.ts";

/** The composition root: the only place that knows every part, and the order they start and stop in. */
export function createDaemon(options: DaemonOptions): Daemon {
  const undo: (() => void | Promise<void>)[] = [];
  let beat = (): Beat => ({ well: true, text: "starting" });

  const stop = (): Promise<void> => stopAll(undo, options.log);

  async function start(): ReturnType<Daemon["start"]> {
    const { stateDir, config, clock, ids, log, secrets, sendTimeoutMs } = options;
    const { hotel } = config;
    const startedAt = clock.now();
    const root = packageRoot();
    const migrationsDir = join(root, "migrations");
    const opened = openStore(stateDir, { clock, ids, migrationsDir, owned: () => recovered(stateDir, log) });
    undo.push(() => opened.close());
    const { store } = opened;
    for (const name of opened.migrated) log.info("migrated", { migration: name });
    mkdirSync(join(stateDir, "media", "out"), { recursive: true, mode: 0o700 });
    const pmsLink = openPms({
      config,
      house: opened.house,
      houseDesk: opened.houseDesk,
      secrets,
      clock,
      ids,
      log,
    });
    undo.push(() => pmsLink.close());
    const { pms } = pmsLink;

    const speech = createSpeech({ root, stateDir, config, clock, log });
    undo.push(() => speech.stop());
    const link =
      config.whatsapp &&
      whatsAppLink({
        whatsapp: config.whatsapp,
        secrets,
        store,
        stateDir,
        clock,
        ids,
        timeoutMs: sendTimeoutMs,
      });
    if (link) undo.push(() => link.graph.close());
    const seen = createObservation({ config, store, clock, log, version: version(root), startedAt });
    undo.push(() => seen.stop());
    let alarmed = (): void => undefined;
    const joined = await pipelineContext({
      root,
      stateDir,
      config,
      store,
      pms,
      clock,
      ids,
      log,
      speech,
      link,
    });
    const context = seen.context({ ...joined, alarmed: () => alarmed() });

    const { mouth, ears, callEars } = speech;
    const phone =
      config.phone &&
      callEars &&
      createPhone({
        phone: config.phone,
        config,
        secrets,
        store,
        stateDir,
        clock,
        ids,
        log,
        speech: { mouth, ears: options.phone?.ears ?? callEars },
        spawn: options.phone?.spawn,
      });
    const outbound = { store, stateDir, clock, log, mouth, link, phone: phone?.channel };
    const sender = createOutbound({ ...outbound, watched: seen.channel });
    const pipeline = createPipeline(context, { queued: (guestId) => sender.wake(guestId) });
    undo.push(() => sender.stop());
    undo.push(() => pipeline.stop());
    if (!options.doorsShut) {
      const cutOff = store.outbox.recover(clock.now());
      if (cutOff > 0)
        log.warn("messages cut off while being sent: their fate is looked up", { count: cutOff });
      void speech.start();
      void phone?.start(context, pipeline);
      if (phone) undo.push(() => phone.stop());
      pipeline.start();
      sender.wakeAll();
      undo.push(sweepEvery({ clock, log, store, pipeline, sender }));
      const scheduler = createScheduler({
        context,
        inLane: pipeline.inLane,
        alarmed: () => alarmed(),
        ...(phone ? { wakeUps: phone.wakeUps } : {}),
      });
      scheduler.start();
      undo.push(() => scheduler.stop());
      const { keeping } = config;
      undo.push(keepFor({ store, stateDir, clock, log, timeZone: hotel.timeZone, keeping }));
      undo.push(pmsLink.watch(context, pipeline.inLane));
    }
    const calendars = createCalendars(bookingParts({ store, opened, pms, clock, ids, hotel }), {
      clock,
      log,
    });
    undo.push(() => calendars.stop());
    if (!options.doorsShut) calendars.start();
    const backups = createBackups({
      opened,
      places: backupPlaces(stateDir, config.backup.folder),
      subject: { hotel: { id: hotel.id, name: hotel.name }, configPath: config.path, version: version(root) },
      root,
      demonstration: isDemonstration(stateDir),
      clock,
      log,
    });
    undo.push(() => backups.stop());
    const nightly = { at: config.backup.at, timeZone: hotel.timeZone };
    if (!options.doorsShut) undo.push(backupEvery({ clock, log, backups, stateDir, ...nightly }));
    beat = () => takeBeat({ clock, store, touch: opened.touch, startedAt });

    const webhook =
      link && !options.doorsShut
        ? await listenForWebhooks(link, { accept: seen.accept, arrived: pipeline.arrived, clock, log })
        : undefined;
    if (webhook) undo.push(() => webhook.stop());
    const settled = async (guestId: number): Promise<void> => {
      await pipeline.settled(guestId);
      await sender.idle(guestId);
    };
    const stopped = (): string | undefined => sender.stopped().get("whatsapp");
    const whatsApp = { configured: link !== undefined, stopped };
    const { arrived, desk, work, inLane } = pipeline;
    const page = createDeskPage({
      ...{ store, opened, pms, clock, ids, calendars, hotel, config, stateDir, root, log },
    });
    undo.push(() => page.stop());
    const facts = {
      page: page.service,
      phone,
      store,
      pms,
      clock,
      ids,
      hotel,
      stateDir,
      startedAt,
      version: version(root),
      ears,
      mouth,
      whatsApp,
      breaker: pmsLink.breaker,
      backups,
      opened,
      calendars,
    };
    const doorsShut = options.doorsShut === true;
    const alerts = createAlerts({ alerts: config.alerts, secrets, hotel, store, clock, log });
    undo.push(() => alerts.close());
    const looked = alerts.looked;
    const watch = createWatch({ ...facts, config, secrets, log, beat: () => beat(), doorsShut, looked });
    if (!doorsShut) undo.push(watch.start());
    alarmed = watch.lookNow;
    if (!doorsShut) await seen.start(watch);
    const socketPath = options.socketPath ?? controlSocket(stateDir);
    ensureSocketFolder(socketPath);
    const service = controlService({
      ...facts,
      alerts,
      arrived,
      desk,
      work,
      inLane,
      settled,
      watch,
      queued: sender.wake,
    });
    if (!doorsShut) await page.start(service);
    const control = createControlServer(
      socketPath,
      options.doorsShut ? behindShutDoors(service) : service,
      log,
    );
    await control.start();
    undo.push(() => control.stop());
    return { socketPath, ...(webhook ? { webhookPort: webhook.port } : {}) };
  }

  return {
    async start() {
      try {
        return await start();
      } catch (error) {
        // Why it did not start matters more than what did not stop, which is in the journal.
        await stop().catch(() => undefined);
        throw error;
      }
    },
    stop,
    beat: () => beat(),
  };
}

function version(root: string): string {
  return String(
    (JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string }).version,
  );
}
