/** Style sheets are imported as minified text; see `build/build-widget.ts`. */
declare module "*.css" {
  const text: string;
  export default text;
}
