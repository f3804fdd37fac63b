/** A fault in the settings of a step. The message is shown to the people who build the bot. */
export class StepFault extends Error {
  override readonly name = "StepFault";
}
