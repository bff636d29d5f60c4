/** Who may use the desk page, and what it gives out. Part of contract.ts; times are epoch ms. */
export interface StaffPerson {
  readonly name: string;
  readonly createdAt: number;
  /** How often they are logged in now. */
  readonly sessions: number;
}

export interface StaffSession {
  readonly person: string;
  readonly expiresAt: number;
}

/** Names are the same whatever their case. Of tokens only hashes come here. */
export interface Staff {
  /** By name. */
  people(now: number): readonly StaffPerson[];
  /** The hash of a person's PIN, and the name as it was written first. */
  pin(name: string): { readonly name: string; readonly pin: string } | undefined;
  /** A person who is known already gets another PIN; their sessions end. */
  save(name: string, pin: string, at: number): void;
  /** With their links and sessions. Answers false when nobody has that name. */
  remove(name: string): boolean;
  addLink(tokenHash: string, person: string, expiresAt: number): void;
  /** Takes the link out; answers whom it logs in, or undefined when it is used, over or was never there. */
  useLink(tokenHash: string, now: number): string | undefined;
  addSession(tokenHash: string, person: string, at: number, expiresAt: number): void;
  session(tokenHash: string, now: number): StaffSession | undefined;
  endSession(tokenHash: string): void;
  /** Their links too. Answers how many sessions ended. */
  endAll(person: string): number;
  /** Deletes what is over. */
  sweep(now: number): void;
}

export interface FeedRow {
  readonly id: number;
  readonly token: string;
  /** One of the two. */
  readonly room?: string;
  readonly roomType?: string;
  readonly createdAt: number;
}

/** Calendars given out to channels. */
export interface Feeds {
  add(feed: Omit<FeedRow, "id" | "createdAt">, at: number): FeedRow;
  /** Answers false when there is none. */
  remove(id: number): boolean;
  byToken(token: string): FeedRow | undefined;
  list(): readonly FeedRow[];
}
