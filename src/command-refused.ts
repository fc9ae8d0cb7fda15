/** A command can't do what it was told; the message is a sentence for whoever typed it. */
export class CommandRefused extends Error {
  override readonly name = 'CommandRefused';
}
