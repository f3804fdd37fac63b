/** A text with variables and where it stands; the path starts at the step. */
export interface TemplatePlace {
  path: string;
  text: string;
}
