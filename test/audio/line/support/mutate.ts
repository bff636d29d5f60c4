/** Numbers from 0 to 1, the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 0x1_0000_0000;
  };
}

/** A damaged copy: bytes changed, cut off, doubled, exchanged with pieces of another, or only noise. */
export function damaged(whole: Buffer, other: Buffer, chance: () => number): Buffer {
  const at = () => Math.floor(chance() * whole.length);
  const kind = Math.floor(chance() * 6);
  if (kind === 0) return whole.subarray(0, at());
  if (kind === 1)
    return Buffer.concat([whole.subarray(0, at()), other.subarray(Math.floor(chance() * other.length))]);
  if (kind === 2) return Buffer.concat([whole, whole.subarray(at())]);
  if (kind === 3)
    return Buffer.from(Array.from({ length: Math.floor(chance() * 400) }, () => chance() * 256));
  const bytes = Buffer.from(whole);
  for (let i = 0; i <= chance() * 12; i++) bytes[at()] = kind === 4 ? chance() * 256 : 0x20 + chance() * 0x5f;
  return bytes;
}
