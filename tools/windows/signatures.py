"""Is it the Python that the Python Software Foundation made? Signatures of its programs, catalogue of its library."""

from __future__ import annotations

import hashlib
import re
import ssl
from collections.abc import Iterator
from pathlib import Path

from tools.windows.chroot import Chroot

SIGNER = "CN=Python Software Foundation"
ROOT_CERTIFICATE = "5367f20c7ade0e2bca790915056d086b720c33c1fa2a2661acf787e3292e1270"
"""SHA-256 of the Microsoft Identity Verification Root Certificate Authority 2020, which the signatures carry."""
KNOWN = {
    "vcruntime140.dll": "36585912e5eaf83ba9fea0631534f690ccdc2d7ba91537166fe53e56c221e153",
    "vcruntime140_1.dll": "82a2f9ae1e6146ae3cb0f4bc5a62b7227e0384209d9b1aef86bbcc105912f7cd",
    "Lib/xml/__init__.py": "8e7bc2b8a9974751e0bf0be8e8fd3c116fb0ed2ff2e372f693a7e3659a46f8dc",
    "Lib/zipfile/__init__.py": "543e53b3561f49e43693c81dbf05f77363ab445024693791e3445078232a29f6",
}
"""SHA-256 of what the signatures do not cover: Microsoft's two files, signed under a root that they do not carry, and
two that the catalogue leaves out. Those were read: the same as in Linux's Python, but for what 3.13 changed in one."""
_CERTIFICATE = re.compile(r"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)


class Untrusted(Exception):
    """A file is not what its maker signed."""


def check_python(chroot: Chroot, folder: Path) -> None:
    """Check all files of an unpacked Windows Python that lies in the chroot; Untrusted names the first bad one."""
    roots = _trusted_roots(chroot, folder / "python312.dll")
    catalogue = folder / "DLLs" / "python_lib.cat"
    _check_signature(chroot, catalogue, roots)
    listed = catalogue.read_bytes()
    for path in _files(folder):
        known = KNOWN.get(path.relative_to(folder).as_posix())
        if known is not None:
            _must(hashlib.sha256(path.read_bytes()).hexdigest() == known, path)
        elif path.suffix in {".dll", ".exe", ".pyd"}:
            _check_signature(chroot, path, roots)
        else:
            _must(in_catalogue(path.read_bytes(), listed), path)


def in_catalogue(content: bytes, catalogue: bytes) -> bool:
    """Whether a signed catalogue lists a file of this content; makers of catalogues leave out empty files."""
    digests = (hashlib.sha1(content).digest(), hashlib.sha256(content).digest())  # noqa: S324 - either may be listed
    return not content or any(digest in catalogue for digest in digests)


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".cat":
            yield path


def _trusted_roots(chroot: Chroot, signed: Path) -> str:
    """Debian's root certificates (DigiCert's signed older libraries) and the one above; their file in the chroot."""
    signature, roots = Path("tmp/signature.pem"), Path("tmp/roots.pem")
    chroot.run(["osslsigncode", "extract-signature", "-pem", "-in", _inside(chroot, signed), "-out", f"/{signature}"])
    text = chroot.run(["openssl", "pkcs7", "-in", f"/{signature}", "-print_certs"]).stdout
    (chroot.root / signature).unlink()
    for certificate in _CERTIFICATE.findall(text):
        if hashlib.sha256(ssl.PEM_cert_to_DER_cert(certificate)).hexdigest() == ROOT_CERTIFICATE:
            known = (chroot.root / "etc/ssl/certs/ca-certificates.crt").read_text("ascii")
            (chroot.root / roots).write_text(f"{known}\n{certificate}\n", "ascii")
            return f"/{roots}"
    raise Untrusted(f"{signed.name} is not signed under the root certificate that is trusted")


def _check_signature(chroot: Chroot, path: Path, roots: str) -> None:
    """Chain up to the root, time stamp, digest of the file, and who signed; lists of revoked ones are not fetched."""
    trusted = ["-CAfile", roots, "-TSA-CAfile", roots, "-ignore-crl"]
    done = chroot.run(["osslsigncode", "verify", *trusted, "-in", _inside(chroot, path)], check=False)
    signers = re.search(r"Signer's certificate:.*?Subject: ([^\n]*)", done.stdout, re.DOTALL)
    _must(done.returncode == 0 and signers is not None and SIGNER in signers[1], path)


def _must(is_so: bool, path: Path) -> None:  # noqa: FBT001 - a check reads so
    if not is_so:
        raise Untrusted(f"{path} is not what its maker signed")


def _inside(chroot: Chroot, path: Path) -> str:
    return f"/{path.relative_to(chroot.root)}"
