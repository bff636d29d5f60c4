import type { AlertsConfig } from "../config/hotel-config.ts";
import type { Secrets } from "../config/secrets.ts";
import type { HealthReport } from "../control/contract.ts";
import type { HotelFacts } from "../domain/hotel.ts";
import { type Alert, createAlarm } from "../ops/alerts/alarm.ts";
import { createDispatch } from "../ops/alerts/dispatch.ts";
import { emailWay } from "../ops/alerts/email.ts";
import { type OpenAlert, openAlerts } from "../ops/alerts/open.ts";
import type { Way } from "../ops/alerts/way.ts";
import { webhookWay } from "../ops/alerts/webhook.ts";
import type { CheckResult } from "../ops/checks/check.ts";
import type { Clock } from "../platform/clock.ts";
import type { Logger } from "../platform/logger.ts";
import type { Store } from "../store/contract.ts";

export interface AlertParts {
  readonly alerts: AlertsConfig;
  readonly secrets: Secrets;
  readonly hotel: HotelFacts;
  readonly store: Pick<Store, "audit">;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Tells people when a check turns bad or good again: journal, audit log, and the ways that are configured. */
export interface Alerts {
  /** Takes a round's report; resolves when all that could be sent is. Never rejects. */
  looked(report: Pick<HealthReport, "checks">): Promise<void>;
  /** What is wrong since the last round, the worst first. */
  open(): readonly OpenAlert[];
  close(): Promise<void>;
}

export function createAlerts(parts: AlertParts): Alerts {
  const { store, clock, log } = parts;
  const alarm = createAlarm(parts.alerts.cooldownMs);
  const dispatch = createDispatch(waysOf(parts), log);
  let open: readonly OpenAlert[] = [];

  function note({ event, check, at }: Alert): void {
    const { name, state, text } = check;
    if (event === "raised") log.warn(`alert: ${name}: ${text}`, { check: name, state });
    else log.info(`alert over: ${name}: ${text}`, { check: name });
    try {
      store.audit.add({
        at,
        actor: "hotelbot",
        action: `alert.${event}`,
        subject: name,
        detail: { state, text },
      });
    } catch (error) {
      // The disk itself may be what the alert is about.
      log.error("an alert could not be written to the audit log", { check: name, err: error });
    }
  }

  return {
    async looked({ checks }) {
      open = openAlerts(open, checks as readonly CheckResult[], clock.now());
      const alerts = alarm.look(checks as readonly CheckResult[], clock.now());
      for (const alert of alerts) note(alert);
      if (alerts.length > 0 || dispatch.waiting() > 0) await dispatch.send(alerts);
    },
    open: () => open,
    close: () => dispatch.close(),
  };
}

function waysOf({ alerts, secrets, hotel }: AlertParts): Way[] {
  const { webhook, email } = alerts;
  const token = () => (secrets.has("alert-webhook-token") ? secrets.get("alert-webhook-token") : undefined);
  const password = () => secrets.get("alert-smtp-password");
  return [
    ...(webhook === undefined ? [] : [webhookWay({ url: webhook, token, hotel })]),
    ...(email === undefined ? [] : [emailWay({ email, password, hotel })]),
  ];
}
