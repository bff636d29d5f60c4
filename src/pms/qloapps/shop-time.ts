import { localNow } from "../../domain/calendar.ts";

const HALF_A_DAY_MS = 43_200_000;

/**
 * Epoch ms of a date and time of the shop's wall clock, `YYYY-MM-DD HH:MM:SS`; 0 for QloApps' empty date. In the hour
 * that a clock change repeats, the first one.
 */
export function shopTime(text: string, timeZone: string): number {
  const wall = Date.parse(`${text.replace(" ", "T")}Z`);
  if (Number.isNaN(wall)) return 0;
  const shown = (epoch: number): number => {
    const { date, time } = localNow(epoch, timeZone);
    return Date.parse(`${date}T${time}:00Z`) + (epoch % 60_000);
  };
  const offset = (epoch: number): number => shown(epoch) - epoch;
  const candidates = [wall - HALF_A_DAY_MS, wall + HALF_A_DAY_MS].map((near) => wall - offset(near));
  const exact = candidates.filter((epoch) => shown(epoch) === wall);
  return Math.min(...(exact.length > 0 ? exact : candidates));
}
