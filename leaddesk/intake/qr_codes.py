"""QR codes that this program shows, for a mobile beside it to read."""

from typing import Any, cast


def modules_of(text: str) -> tuple[int, bytes]:
    """A QR code with its quiet zone: how many modules wide, and a byte for each, 0 black and 255 white."""
    import zxingcpp

    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
    # Its stubs do not say that the picture is a buffer of bytes (zxing-cpp 2.3).
    told = memoryview(cast(Any, zxingcpp.write_barcode_to_image(code, scale=1)))
    return cast(tuple[int, int], told.shape)[1], told.tobytes()
