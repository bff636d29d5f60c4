import { createServer as createHttp } from "node:http";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { onTestFinished } from "vitest";

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

export interface Received {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: { readonly [key: string]: unknown };
}

/** An address alerts are posted to; it answers with what `status` says at the time. */
export async function webhookServer(status: () => number): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = [];
  const server = createHttp((request, response) => {
    let text = "";
    request.on("data", (chunk) => {
      text += String(chunk);
    });
    request.on("end", () => {
      received.push({ headers: request.headers, body: JSON.parse(text) as Received["body"] });
      response.writeHead(status()).end("thanks");
    });
  });
  const port = await listening(server);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${port}/alerts`, received };
}

/** A mail server that knows one user and no encryption. */
export async function mailServer(): Promise<{ port: number; mails: string[]; logins: string[] }> {
  const mails: string[] = [];
  const logins: string[] = [];
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    const say = (line: string) => socket.write(`${line}\r\n`);
    let rest = "";
    let mail: string | undefined;
    const hear = (line: string): void => {
      if (mail !== undefined) {
        if (line === ".") {
          mails.push(mail);
          mail = undefined;
          say("250 kept");
        } else mail += `${line}\n`;
      } else if (/^EHLO/i.test(line)) {
        say("250-mail.test");
        say("250 AUTH PLAIN");
      } else if (/^AUTH PLAIN/i.test(line)) {
        logins.push(Buffer.from(line.slice(11), "base64").toString());
        say("235 welcome");
      } else if (/^DATA/i.test(line)) {
        mail = "";
        say("354 go on");
      } else if (/^STARTTLS/i.test(line)) say("502 not here");
      else if (/^QUIT/i.test(line)) socket.end("221 bye\r\n");
      else say("250 fine");
    };
    socket.on("error", () => undefined);
    socket.on("close", () => open.delete(socket));
    socket.on("data", (chunk) => {
      const lines = (rest + chunk.toString()).split("\r\n");
      rest = lines.pop() ?? "";
      for (const line of lines) hear(line);
    });
    say("220 mail.test");
  });
  const port = await listening(server);
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return { port, mails, logins };
}
