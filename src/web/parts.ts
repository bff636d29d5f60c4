import type { ControlService } from "../control/service.ts";
import type { Language } from "../domain/language.ts";
import type { Clock } from "../platform/clock.ts";
import type { Ids } from "../platform/ids.ts";
import type { Logger } from "../platform/logger.ts";
import type { Audit, Staff } from "../store/contract.ts";

/** How the page is served, as hotel.yaml says. */
export interface PageSettings {
  readonly host: string;
  /** Missing: the usual one, or any when that is taken. */
  readonly port?: number;
  /** Where browsers find it, when a proxy stands before it. */
  readonly url?: string;
  readonly names: readonly string[];
  readonly language?: Language;
  readonly sessionMs: number;
}

/** A picture or document a guest sent. */
export interface GuestFile {
  readonly bytes: Uint8Array;
}

/** What the page is made of. It has the powers of the command line and no others: all it does is asked of `service`. */
export interface WebParts {
  readonly settings: PageSettings;
  readonly hotel: {
    readonly name: string;
    readonly timeZone: string;
    readonly languages: readonly Language[];
    readonly defaultLanguage: Language;
  };
  readonly service: ControlService;
  readonly staff: Staff;
  readonly audit: Pick<Audit, "add">;
  /** Moves whenever anything is written. */
  readonly writes: () => number;
  /** A proof of payment by its deposit and place; undefined when there is none. */
  readonly proof: (deposit: number, index: number) => Promise<GuestFile | undefined>;
  /** The calendar that a token opens; undefined for any other. */
  readonly calendar: (token: string) => string | undefined;
  /** True where every question to the PMS goes over a network. */
  readonly remotePms: boolean;
  /** The folder of the page's own files. */
  readonly files: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
}
