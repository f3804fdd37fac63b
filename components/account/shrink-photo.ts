/** The sides of a photo, in pixels. */
const SIDE = 256;

/**
 * Crops a picture to its middle square and shrinks it, so that large photos can be chosen and only what is shown is
 * sent. The result has none of the picture's metadata, such as its place.
 * @returns null if the browser cannot read the picture.
 */
export async function shrinkPhoto(file: File): Promise<Blob | null> {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null);
  if (!picture) return null;
  const cut = Math.min(picture.width, picture.height);
  const side = Math.min(SIDE, cut);
  const canvas = document.createElement("canvas");
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext("2d");
  if (!context) return null;
  context.imageSmoothingQuality = "high";
  context.drawImage(picture, (picture.width - cut) / 2, (picture.height - cut) / 2, cut, cut, 0, 0, side, side);
  picture.close();
  return new Promise((resolve) => canvas.toBlob(resolve, "image/webp", 0.9));
}
