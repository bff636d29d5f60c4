/** A list too long for one breath, as far as it was said on a call. Plain JSON. */
export interface Listing {
  /** The question that puts the list, or `about:` and the subject it tells of. */
  readonly of: string;
  /** The part that was said last: 0 is the first. */
  readonly part: number;
  /** So many are not said yet. */
  readonly left: number;
  /** «¿Sigo?» was the last thing said: yes and no answer that and nothing else. */
  readonly asked: boolean;
}
