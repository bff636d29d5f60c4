import { expect, it } from "vitest";
import type { AlertEmailConfig } from "../../../src/config/hotel-config.ts";
import type { Alert } from "../../../src/ops/alerts/alarm.ts";
import { createDispatch } from "../../../src/ops/alerts/dispatch.ts";
import { emailWay } from "../../../src/ops/alerts/email.ts";
import { webhookWay } from "../../../src/ops/alerts/webhook.ts";
import { silentLogger } from "../../../src/platform/logger.ts";
import { mailServer, webhookServer } from "./servers.ts";

const hotel = { id: "casa", name: "Casa Azul" };
const alert: Alert = {
  event: "raised",
  at: Date.parse("2027-02-01T09:00:00Z"),
  check: {
    name: "whatsapp",
    state: "critical",
    text: "sending stands still: Bearer EAAtoken0123456789abcdef of +34 600 111 222",
    cure: "Renew the access token.",
  },
};
const over: Alert = { ...alert, event: "cleared", check: { name: "whatsapp", state: "ok", text: "up" } };
const email = (port: number): AlertEmailConfig => ({
  host: "127.0.0.1",
  port,
  security: "none",
  from: "hotelbot@casa.example",
  to: ["it@casa.example", "night@casa.example"],
});

it("posts an alert as JSON with its token, without a phone or a secret in it", async () => {
  const { url, received } = await webhookServer(() => 204);
  const way = webhookWay({ url, token: () => "bearer-of-the-hotel", hotel });
  await way.send(alert);
  await way.send(over);
  await way.close();
  expect(received[0]?.headers).toMatchObject({
    authorization: "Bearer bearer-of-the-hotel",
    "content-type": "application/json",
  });
  expect(received[0]?.body).toEqual({
    schema: 1,
    text: "CRITICAL whatsapp at Casa Azul: sending stands still: ‹token› of ‹phone›",
    event: "raised",
    at: "2027-02-01T09:00:00.000Z",
    hotel,
    check: {
      name: "whatsapp",
      state: "critical",
      text: "sending stands still: ‹token› of ‹phone›",
      cure: "Renew the access token.",
    },
  });
  expect(received[1]?.body).toMatchObject({ event: "cleared", text: "GOOD AGAIN whatsapp at Casa Azul: up" });
});

it("mails an alert to everybody, logged in when there is a user", async () => {
  const server = await mailServer();
  const config = { ...email(server.port), user: "hotelbot" };
  await emailWay({ email: config, password: () => "hx7-Qp2!k", hotel }).send({
    ...alert,
    check: { ...alert.check, text: "sending stands still" },
  });
  expect(server.logins).toEqual(["\0hotelbot\0hx7-Qp2!k"]);
  expect(server.mails).toHaveLength(1);
  expect(server.mails[0]).toContain("To: it@casa.example, night@casa.example");
  expect(server.mails[0]).toContain("Subject: [hotelbot] CRITICAL whatsapp at Casa Azul");
  expect(server.mails[0]).toMatch(/What to do: Renew the access token\./);
});

it("tells no password to a mail server without encryption when encryption was asked for", async () => {
  const server = await mailServer();
  const config = { ...email(server.port), security: "starttls" as const, user: "hotelbot" };
  await expect(emailWay({ email: config, password: () => "hx7-Qp2!k", hotel }).send(alert)).rejects.toThrow();
  expect([...server.logins, ...server.mails]).toEqual([]);
});

it("tries again what a way that is down did not take, in order, and once only", async () => {
  let status = 503;
  const hook = await webhookServer(() => status);
  const mail = await mailServer();
  const ways = [
    webhookWay({ url: hook.url, token: () => undefined, hotel }),
    emailWay({ email: email(mail.port), password: () => "", hotel }),
  ];
  const dispatch = createDispatch(ways, silentLogger());
  await dispatch.send([alert]);
  expect([dispatch.waiting(), mail.mails.length, hook.received.length]).toEqual([1, 1, 1]);
  status = 200;
  await dispatch.send([over]);
  await dispatch.close();
  expect(hook.received.map(({ body }) => body.event)).toEqual(["raised", "raised", "cleared"]);
  expect([dispatch.waiting(), mail.mails.length]).toEqual([0, 2]);
});

it("keeps the latest fifty when a way is down for long", async () => {
  const hook = await webhookServer(() => 500);
  const dispatch = createDispatch(
    [webhookWay({ url: hook.url, token: () => undefined, hotel })],
    silentLogger(),
  );
  await dispatch.send(Array.from({ length: 80 }, () => alert));
  expect(dispatch.waiting()).toBe(50);
  await dispatch.close();
});
