/** The names that a step's templates may use. Conversation variables are dynamic, so any name is valid. */
export interface TemplateScope {
  args: string[];
  constants: string[];
  /** The workspace's secrets; null if they are not known here, so that any name is valid. */
  secrets: string[] | null;
  earlierSteps: string[];
  /** This step and those after it, so that the message can name the reason. */
  laterSteps: string[];
  /** Whether a later step waits for a callback. */
  hasCallback: boolean;
}
