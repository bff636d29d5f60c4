import type { CheckResult, CheckState } from "../checks/check.ts";

/** A check that turned bad, or good again. */
export interface Alert {
  readonly event: "raised" | "cleared";
  readonly check: CheckResult;
  readonly at: number;
}

/** Compares each round's checks with what was told last. */
export interface Alarm {
  look(checks: readonly CheckResult[], now: number): Alert[];
}

type Bad = Exclude<CheckState, "ok" | "unknown">;

interface Told {
  /** What people know now. */
  readonly state: "ok" | Bad;
  /** The last thing that was raised, and when. */
  readonly raised: Bad;
  readonly check: CheckResult;
  readonly at: number;
}

/**
 * One alert when a check turns bad, one when it gets worse, one when it is good again. A cause that comes and goes is
 * raised once per `cooldownMs`; what is still bad after it is told then. `unknown` changes nothing: a check that could
 * not be made has not become better or worse.
 */
export function createAlarm(cooldownMs: number): Alarm {
  const causes = new Map<string, Told>();

  function raise(check: CheckResult, state: Bad, now: number): Alert[] {
    const told = causes.get(check.name);
    if (told?.state === state) return [];
    if (told?.state === "critical") {
      // Better, and still bad: nothing to call anybody for.
      causes.set(check.name, { ...told, state });
      return [];
    }
    const worse = state === "critical" && told?.raised !== "critical";
    if (told && !worse && now - told.at < cooldownMs) return [];
    causes.set(check.name, { state, raised: state, check, at: now });
    return [{ event: "raised", check, at: now }];
  }

  function clear(check: CheckResult, now: number): Alert[] {
    const told = causes.get(check.name);
    if (!told || told.state === "ok") return [];
    causes.set(check.name, { ...told, state: "ok" });
    return [{ event: "cleared", check, at: now }];
  }

  /** A check that is not made any more (an emergency somebody took) is over, and forgotten: the next one rings anew. */
  function forget(checks: readonly CheckResult[], now: number): Alert[] {
    const made = new Set(checks.map((check) => check.name));
    return [...causes].flatMap(([name, told]) => {
      if (made.has(name)) return [];
      causes.delete(name);
      if (told.state === "ok") return [];
      return [
        { event: "cleared" as const, check: { name, state: "ok" as const, text: told.check.text }, at: now },
      ];
    });
  }

  return {
    look: (checks, now) => [
      ...forget(checks, now),
      ...checks.flatMap((check) => {
        if (check.state === "unknown") return [];
        return check.state === "ok" ? clear(check, now) : raise(check, check.state, now);
      }),
    ],
  };
}
