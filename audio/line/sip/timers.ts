/** RFC 3261's timers over UDP, in milliseconds. */
export const T1 = 500;
export const T2 = 4_000;
/** How long anything unanswered is waited for, and how long an answer is kept for repeats. */
export const GIVE_UP = 64 * T1;
