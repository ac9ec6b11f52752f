#if os(Linux)
  import Foundation
  import HeadroomTestSupport
  import Testing

  /// File systems without room, and files without permission: old files stay whole, and the message gives the reason
  /// that the system gave.
  @Suite struct FileSystemFaultTests {
    private static let lab = Repository.root.appending(path: "data/examples/kans-lab.yaml").path

    /// Mounts a small file system with an old page in it. Not every machine lets a test do so; then nothing is tested.
    private func withFileSystem(_ options: String, _ body: (URL) throws -> Void) throws {
      let folder = try Scratch()
      let mount = folder.file("small")
      try FileManager.default.createDirectory(at: mount, withIntermediateDirectories: true)
      guard try Tool.shell("mount -t tmpfs -o \(options) tmpfs \(mount.path)").status == 0 else { return }
      defer { _ = try? Tool.shell("umount \(mount.path)") }
      try Data("old".utf8).write(to: mount.appending(path: "index.html"))
      try body(mount)
    }

    private func report(into folder: URL) throws -> Tool.Outcome {
      try Tool.run("report", "-f", Self.lab, "--exit-zero", "--out-dir", folder.path, "-o", "html", "-o", "csv")
    }

    private func expectOldPage(_ folder: URL, beside others: [String] = []) throws {
      #expect(try String(contentsOf: folder.appending(path: "index.html"), encoding: .utf8) == "old")
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(names.sorted() == (others + ["index.html"]).sorted())
    }

    @Test func noRoom() throws {
      try withFileSystem("size=64k") { mount in
        _ = try Tool.shell("head -c 50000 /dev/zero > \(mount.path)/filler")
        let outcome = try report(into: mount)
        #expect(outcome.status == 2 && outcome.errors.contains("no space left on device"), "\(outcome.errors)")
        try expectOldPage(mount, beside: ["filler"])
      }
    }

    @Test func noInodes() throws {
      // The folder itself, the old page and one more.
      try withFileSystem("nr_inodes=3") { mount in
        let outcome = try report(into: mount)
        #expect(outcome.status == 2 && outcome.errors.contains("no space left on device"), "\(outcome.errors)")
        try expectOldPage(mount)
      }
    }

    @Test func onlyForReading() throws {
      try withFileSystem("size=1m") { mount in
        #expect(try Tool.shell("mount -o remount,ro \(mount.path)").status == 0)
        let outcome = try report(into: mount)
        #expect(outcome.status == 2 && outcome.errors.contains("read-only file system"), "\(outcome.errors)")
        try expectOldPage(mount)
      }
    }

    /// The command as a user whose permissions are checked, which those of root are not.
    private func asUser(_ command: String, in folder: Scratch) throws -> Tool.Outcome {
      let binary = folder.file("headroom")
      try FileManager.default.copyItem(at: Tool.binary, to: binary)
      try FileManager.default.copyItem(at: URL(filePath: Self.lab), to: folder.file("plan.yaml"))
      let prefix = getuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups" : ""
      return try Tool.shell("cd \(folder.url.path) && \(prefix) ./headroom \(command)")
    }

    @Test func aFolderOfOthers() throws {
      let folder = try Scratch()
      let closed = folder.file("closed")
      try FileManager.default.createDirectory(at: closed, withIntermediateDirectories: true)
      try Data("old".utf8).write(to: closed.appending(path: "index.html"))
      _ = try Tool.shell("chmod 0555 \(closed.path)")
      defer { _ = try? Tool.shell("chmod 0755 \(closed.path)") }
      let outcome = try asUser("report -f plan.yaml --exit-zero --out-dir closed -o html", in: folder)
      #expect(outcome.status == 2 && outcome.errors.contains("permission denied"), "\(outcome.errors)")
      try expectOldPage(closed)
    }

    @Test(arguments: [
      "check -f secret", "check -f plan.yaml --instance-types secret", "check -f plan.yaml --prices secret",
      "check -f plan.yaml --out-file secret", "simulate -f plan.yaml --scenario secret", "simulate --node secret",
    ])
    func aFileOfOthers(command: String) throws {
      let folder = try Scratch()
      let secret = folder.file("secret")
      try Data("old".utf8).write(to: secret)
      _ = try Tool.shell("chmod 0 \(secret.path)")
      let outcome = try asUser(command, in: folder)
      #expect(outcome.status == 2 && outcome.errors.contains("permission denied"), "\(outcome.errors)")
      #expect(outcome.errors.contains("secret") && outcome.errors.split(separator: "\n").count == 1)
    }
  }
#endif
