/** The backgrounds that texts and links stand on; `panel.css` uses the same colours. */
export const SURFACES = {
  light: { ground: "#ffffff", raised: "#f2f4f6" },
  dark: { ground: "#14171a", raised: "#23282d" },
};
