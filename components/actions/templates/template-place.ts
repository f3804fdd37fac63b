/** A text with variables and its path, relative to the step. */
export interface TemplatePlace {
  path: string;
  text: string;
}
