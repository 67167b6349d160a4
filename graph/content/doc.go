// Package content publishes the content of apps: it encrypts a file as Intune wants it, or reads an
// .intunewin file, uploads it, and commits it as the content of an app.
//
//	file, err := content.OpenIntunewin(f, size)
//	app := content.App{ID: id, Type: "win32LobApp"}
//	version, err := content.Publish(ctx, client.Client, app, file, nil)
//
// [Encrypt] makes such a file of any installer: an MSI, an .ipa, a .pkg, a .dmg, an .apk. [App]
// says which apps need a manifest, and [MSIManifest], [IOSManifest] and [AndroidManifest] write it.
//
// # The format
//
// Encrypted content is a HMAC-SHA-256 of 32 bytes, an initialization vector of 16 bytes, and the
// ciphertext of AES-256 in CBC mode, padded by PKCS #7. The HMAC is over the vector and the
// ciphertext. The service is told both keys, the HMAC, the vector and the SHA-256 of the plain
// file, under the profile ProfileVersion1.
//
// An .intunewin file is a zip with IntuneWinPackage/Metadata/Detection.xml, which has the keys, and
// IntuneWinPackage/Contents/NAME, which is encrypted content.
package content
