import { createTransport } from "nodemailer";
import type { AlertEmailConfig } from "../../config/hotel-config.ts";
import { headline, type Sender, type Way } from "./way.ts";

export interface EmailOptions {
  readonly email: AlertEmailConfig;
  /** Asked before each alert; never called without a user. */
  readonly password: () => string;
  readonly hotel: Sender;
  readonly timeoutMs?: number;
}

/** Sends each alert as a plain mail through the hotel's own mail server, a connection each. */
export function emailWay({ email, password, hotel, timeoutMs = 15_000 }: EmailOptions): Way {
  const { host, port, security, user, from, to } = email;
  return {
    name: "e-mail",
    async send(alert) {
      const transport = createTransport({
        host,
        port,
        secure: security === "tls",
        // Without it a server that offers no encryption would be told the password in the clear.
        requireTLS: security === "starttls",
        ignoreTLS: security === "none",
        ...(user === undefined ? {} : { auth: { user, pass: password() } }),
        connectionTimeout: timeoutMs,
        greetingTimeout: timeoutMs,
        socketTimeout: timeoutMs,
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      try {
        const { check, event, at } = alert;
        const line = headline(hotel, alert);
        const cure = event === "raised" && check.cure ? `\n\nWhat to do: ${check.cure}` : "";
        const text = `${line}${cure}\n\n${new Date(at).toISOString()}, hotelbot at ${hotel.name}\n`;
        await transport.sendMail({ from, to: [...to], subject: `[hotelbot] ${line}`, text });
      } finally {
        transport.close();
      }
    },
    close: async () => undefined,
  };
}
