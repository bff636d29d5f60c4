import type {
  BookingLookup,
  ChatMessage,
  ChatTurn,
  ConversationView,
  DeskAct,
  DoctorReport,
  HealthReport,
  InboxReport,
  MisunderstoodReport,
  StatusReport,
} from "./contract.ts";
import type {
  BackupJob,
  HeldOrder,
  HeldOutcome,
  HeldReport,
  KeyOrder,
  KeysReport,
} from "./contract-backup.ts";
import type { CallService } from "./contract-calls.ts";
import type { WorkService } from "./contract-desk.ts";
import type { HouseService } from "./contract-house.ts";
import type { PageService } from "./contract-page.ts";
import type { EraseOrder, GuestData, GuestErased } from "./contract-privacy.ts";

/** What the control socket offers, free of HTTP: the server calls it, the daemon implements it. */
export interface ControlService {
  status(): Promise<StatusReport>;
  health(): Promise<HealthReport>;
  /** Every check made anew; takes seconds. */
  doctor(): Promise<DoctorReport>;
  chat(
    message: Required<Omit<ChatMessage, "language" | "id">> & Pick<ChatMessage, "language" | "id">,
  ): Promise<ChatTurn>;
  booking(code: string): Promise<BookingLookup>;
  inbox(): Promise<InboxReport>;
  conversation(id: number): Promise<ConversationView>;
  /** Answers the conversation as it is afterwards. */
  desk(id: number, act: DeskAct): Promise<ConversationView>;
  misunderstood(): Promise<MisunderstoodReport>;
  /** Begins a backup or joins the one that runs; it goes on whoever stops asking. */
  backup(): Promise<BackupJob>;
  backupJob(): Promise<BackupJob>;
  backupKeys(order: KeyOrder): Promise<KeysReport>;
  /** Requests and deposits. */
  readonly work: WorkService;
  held(): Promise<HeldReport>;
  settleHeld(order: HeldOrder): Promise<HeldOutcome>;
  /** All that is kept of a guest. `who` is a phone with its country or the number of a conversation. */
  guest(who: string): Promise<GuestData>;
  /** Rejects with GUEST_HAS_STAY while a booking is open or not over. */
  eraseGuest(who: string, order: EraseOrder): Promise<GuestErased>;
  /** Rooms, rates and bookings as the desk keeps them. */
  readonly house: HouseService;
  /** The phone line and its calls. */
  readonly phone: CallService;
  /** Who may use the desk page, and the calendars it serves. */
  readonly page: PageService;
}
