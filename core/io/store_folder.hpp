// FILE.parts, where what is done survives an interruption: the parts of a sweep and the saved runs of a batch. It holds
// closed files, which carry their checksum in their names and the fingerprint of what they belong to inside, and a mark
// that says in full what that is. What is damaged, or of something else, is set aside and never used.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/store_identity.hpp"

namespace berdaya {

struct Hdf5Place;

// What a store holds. The texts are for messages.
struct StoreKind {
  std::string_view mark;    // name of the file that says what the others belong to
  std::string_view prefix;  // of the names of closed files
  std::string_view lock;    // name of the file that a process locks
  std::string_view format;  // attribute of closed files
  const char* owner;        // attribute that holds the fingerprint, and what files belong to: "sweep"
  std::string_view files;   // "parts"
  std::string_view file;    // "part"
  std::string_view way_out;
  bool shared;  // processes may add files, and remove the folder, while others look
};

// Format and fingerprint in a closed file. ForeignFile if they are others.
void write_owner(Hdf5Place root, const StoreKind& kind, const std::string& fingerprint);
void check_owner(Hdf5Place root, const StoreKind& kind, const std::string& fingerprint);

class StoreFolder {
 public:
  // FILE.parts of a result FILE.
  static std::string folder_of(const std::string& file) { return file + ".parts"; }

  // Opens or makes the folder. InputError with the difference if it belongs to something else. A mark that is lost
  // (missing, empty, cut off) is written anew if all files are of this identity. What killed processes left on the way
  // is removed.
  StoreFolder(std::string folder, const StoreKind& kind, const StoreIdentity& identity);

  const std::string& folder() const { return folder_; }
  std::string mark() const;
  bool mark_renewed() const { return mark_renewed_; }
  const std::string& identity_text() const { return identity_.text; }
  std::string fingerprint() const { return identity_.fingerprint(); }

  // What becomes of a file whose content is not what its name promises, or that belongs to something else: it is set
  // aside under the name damaged-..., or (to look only) left where it is. In both cases `damaged` tells it.
  enum class Damaged { set_aside, left };

  // Hands the paths of the closed files to `read` in the order of their names; what it refuses with IoError is damaged.
  // `verify`: their checksums are compared before. IoError if a file cannot be read for a reason that is not in it:
  // permission, memory.
  void read_files(bool verify, Damaged what, std::vector<std::string>& damaged,
                  const std::function<void(const std::string& path)>& read) const;
  // Gives the file another name, and returns its path.
  std::string set_aside(const std::string& name) const;

  // Removes the folder with all that stores of the kind put there.
  static void clear_folder(const std::string& folder, const StoreKind& kind);

 protected:
  struct Unchecked {};
  StoreFolder(Unchecked, std::string folder, const StoreKind& kind, StoreIdentity identity);
  // The text of the mark of a folder that is there, whatever it belongs to; nothing if there is none, or it is lost.
  static std::optional<std::string> mark_text(const std::string& folder, const StoreKind& kind);

 private:
  void open_or_heal();
  // Whether a folder whose mark is lost is plainly of this identity. IoError if it holds something else.
  bool may_renew_mark() const;
  void remove_dead_temporaries() const;
  // "FOLDER holds parts WHAT, and MARK, which says WHICH, is lost", and the way out.
  std::string lost_text(const std::string& what, const std::string& which) const;

  std::string folder_;
  const StoreKind* kind_;
  StoreIdentity identity_;
  bool mark_renewed_ = false;
};

}  // namespace berdaya
