const NAME = "hotelbot_desk";
/** Over HTTPS the browser itself makes sure that the cookie is of this host and never leaves it unencrypted. */
const SECURE_NAME = `__Host-${NAME}`;

/** The header that gives the browser its session; scripts never see it and other sites never send it. */
export function sessionCookie(token: string, seconds: number, secure: boolean): string {
  const shared = `Path=/; HttpOnly; SameSite=Strict; Max-Age=${Math.max(0, Math.floor(seconds))}`;
  return secure ? `${SECURE_NAME}=${token}; ${shared}; Secure` : `${NAME}=${token}; ${shared}`;
}

export function tokenIn(header: string | undefined): string | undefined {
  const pairs = header?.split(/;\s*/).map((each) => each.split("=", 2)) ?? [];
  const find = (name: string): string | undefined => pairs.find(([key]) => key === name)?.[1];
  return find(SECURE_NAME) || find(NAME) || undefined;
}
