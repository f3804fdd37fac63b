/** A step that cannot be carried out as it is set up; the message is for the people who build the bot. */
export class StepFault extends Error {
  override readonly name = "StepFault";
}
