import type { PageService } from "../control/contract-page.ts";
import type { ControlService } from "../control/service.ts";
import { typesLabel } from "../domain/parts.ts";
import type { Desk } from "../pipeline/desk.ts";
import type { DeskWork } from "../pipeline/desk-work.ts";
import type { Clock } from "../platform/clock.ts";
import type { Ids } from "../platform/ids.ts";
import type { Pms } from "../pms/port.ts";
import type { Store } from "../store/contract.ts";
import type { Backups } from "./backups.ts";
import { type CallServiceParts, callService } from "./calls.ts";
import { chat } from "./chat.ts";
import { conversationView, inboxReport } from "./conversations.ts";
import { eraseGuest, type GuestParts, guestData } from "./guests.ts";
import { heldReport, settleHeld } from "./held.ts";
import { type HouseParts, houseService } from "./house.ts";
import { misunderstoodReport } from "./misunderstood.ts";
import { type StatusParts, statusReport } from "./status.ts";
import type { Watch } from "./watch.ts";
import { workService } from "./work.ts";

export interface ControlParts extends StatusParts, GuestParts, CallServiceParts {
  readonly ids: Ids;
  readonly clock: Clock;
  readonly store: Store;
  readonly pms: Pms;
  readonly desk: Desk;
  readonly work: DeskWork;
  readonly watch: Watch;
  readonly arrived: (guestIds: readonly number[]) => void;
  readonly settled: (guestId: number) => Promise<void>;
  readonly queued: (guestId: number) => void;
  readonly backups: Backups;
  readonly page: PageService;
  readonly opened: HouseParts["opened"];
  readonly calendars: HouseParts["calendars"];
}

/** The daemon's side of the control socket. */
export function controlService(parts: ControlParts): ControlService {
  return {
    status: () => statusReport(parts),
    health: parts.watch.health,
    doctor: parts.watch.doctor,
    chat: (message) => chat(parts, message),
    async booking(code) {
      const found = await parts.pms.findByCode(code);
      if (!found) return { schema: 1, booking: null };
      const { stay, guest, roomNumbers, reference, status, total } = found;
      return {
        schema: 1,
        booking: {
          code: found.code,
          reference,
          status,
          roomType: typesLabel(found),
          roomNumbers: [...roomNumbers],
          arrival: stay.arrival,
          departure: stay.departure,
          guest: guest.name,
          total,
        },
      };
    },
    inbox: async () => inboxReport(parts.store, parts.clock.now()),
    conversation: async (id) => conversationView(parts.store, id),
    async desk(id, act) {
      if (act.act === "take") await parts.desk.take(id, act.by);
      else if (act.act === "release") await parts.desk.release(id, act.by);
      else if (act.act === "reply") await parts.desk.reply(id, act.by, act.text);
      else await parts.desk.note(id, act.by, act.text);
      return conversationView(parts.store, id);
    },
    misunderstood: async () => misunderstoodReport(parts.store),
    backup: () => parts.backups.begin(),
    backupJob: async () => parts.backups.job(),
    backupKeys: (order) => parts.backups.changeKeys(order),
    held: async () => heldReport(parts.store, parts.clock.now()),
    house: houseService(parts),
    phone: callService(parts),
    work: workService(parts),
    page: parts.page,
    settleHeld: async (order) => settleHeld(parts, order),
    guest: async (who) => guestData(parts, who),
    eraseGuest: (who, order) => eraseGuest(parts, who, order),
  };
}
