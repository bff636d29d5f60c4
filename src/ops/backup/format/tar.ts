/** One file to be archived. `path` has slashes and is relative; `mtime` epoch ms. */
export interface TarEntry {
  readonly path: string;
  readonly bytes: number;
  readonly mtime: number;
  readonly content: () => AsyncIterable<Uint8Array>;
}

export interface TarMember {
  readonly path: string;
  readonly bytes: number;
  /** Must be read to its end before the next member is asked for. */
  readonly content: AsyncIterable<Buffer>;
}

const BLOCK = 512;
const END = 2 * BLOCK;
/** The largest size eleven octal digits hold. */
const OCTAL_MOST = 0o77777777777;

/** Length of the archive of these sizes, its end included. */
export function tarBytes(sizes: readonly number[]): number {
  return sizes.reduce((sum, size) => sum + BLOCK + size + padding(size), END);
}

/** A POSIX ustar archive of plain files, which every tar reads. Throws when a file is not as long as announced. */
export async function* writeTar(entries: readonly TarEntry[]): AsyncGenerator<Uint8Array> {
  for (const entry of entries) {
    yield headerOf(entry);
    let written = 0;
    for await (const piece of entry.content()) {
      written += piece.length;
      yield piece;
    }
    if (written !== entry.bytes) throw new Error(`${entry.path} has ${written} bytes, not ${entry.bytes}`);
    yield Buffer.alloc(padding(entry.bytes));
  }
  yield Buffer.alloc(END);
}

/** The plain files of an archive, in order. Throws on anything else, and on an archive that ends early. */
export async function* readTar(source: AsyncIterable<Buffer>): AsyncGenerator<TarMember> {
  const bytes = reader(source);
  for (;;) {
    const block = await bytes.exactly(BLOCK);
    if (block.every((byte) => byte === 0)) return await bytes.drain();
    const member = parse(block);
    const content = bytes.stream(member.bytes);
    yield { ...member, content };
    await bytes.exactly(padding(member.bytes));
  }
}

function padding(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}

function headerOf({ path, bytes, mtime }: TarEntry): Buffer {
  const block = Buffer.alloc(BLOCK);
  const { prefix, name } = split(path);
  block.write(name, 0, "utf8");
  block.write("0000600\0", 100);
  block.write("0000000\0", 108);
  block.write("0000000\0", 116);
  writeSize(block, bytes);
  block.write(`${octal(Math.floor(mtime / 1000), 11)}\0`, 136);
  block.write("        0", 148);
  block.write("ustar\x0000", 257);
  block.write(prefix, 345, "utf8");
  block.write(`${octal(sumOf(block), 6)}\0 `, 148);
  return block;
}

/** Sizes beyond eight gigabytes are written in base 256, as GNU tar does. */
function writeSize(block: Buffer, bytes: number): void {
  if (bytes <= OCTAL_MOST) block.write(`${octal(bytes, 11)}\0`, 124);
  else {
    block[124] = 0x80;
    block.writeBigUInt64BE(BigInt(bytes), 128);
  }
}

function parse(block: Buffer): { path: string; bytes: number } {
  const text = (from: number, length: number): string =>
    block.toString("utf8", from, from + length).replace(/\0.*$/s, "");
  const type = text(156, 1);
  if (text(257, 5) !== "ustar" || Number.parseInt(text(148, 8), 8) !== sumOf(block))
    throw new Error("no tar");
  if (type !== "0" && type !== "") throw new Error(`it holds something else than files (type ${type})`);
  const prefix = text(345, 155);
  const big = block[124] === 0x80;
  const bytes = big ? Number(block.readBigUInt64BE(128)) : Number.parseInt(text(124, 12), 8);
  return { path: prefix === "" ? text(0, 100) : `${prefix}/${text(0, 100)}`, bytes };
}

/** The check sum counts its own field as spaces. */
function sumOf(block: Buffer): number {
  return block.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 32 : byte), 0);
}

function split(path: string): { prefix: string; name: string } {
  if (Buffer.byteLength(path) <= 100) return { prefix: "", name: path };
  const cut = path.indexOf("/", path.length - 101);
  const prefix = path.slice(0, cut);
  const name = path.slice(cut + 1);
  if (cut === -1 || Buffer.byteLength(prefix) > 155 || Buffer.byteLength(name) > 100) {
    throw new Error(`the path ${path} is too long for an archive`);
  }
  return { prefix, name };
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, "0");
}

function reader(source: AsyncIterable<Buffer>) {
  const pieces = source[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);

  async function* stream(length: number): AsyncGenerator<Buffer> {
    for (let left = length; left > 0; ) {
      if (held.length === 0) {
        const next = await pieces.next();
        if (next.done) throw new Error("the archive inside ends early");
        held = next.value;
      }
      const piece = held.subarray(0, left);
      held = held.subarray(piece.length);
      left -= piece.length;
      yield piece;
    }
  }

  return {
    stream,
    async exactly(length: number): Promise<Buffer> {
      const parts: Buffer[] = [];
      for await (const part of stream(length)) parts.push(part);
      return Buffer.concat(parts);
    },
    /** To the end of the source, so that every chunk is checked. */
    async drain(): Promise<void> {
      for (let next = await pieces.next(); !next.done; next = await pieces.next());
    },
  };
}
